"""The installation: what the environment decides, and what is safe without it."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache

PROJECT = Path(__file__).parents[2]


def ask(question, tmp_path, **environment):
    """What a fresh process with these settings prints of `question`, as JSON."""
    code = (
        "import json, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'newsroom.settings'; import django; django.setup();"
        f"from django.conf import settings; print(json.dumps({question}))"
    )
    env = {"PATH": os.environ["PATH"], "ENV_FILE": "", "VAR_DIR": str(tmp_path / "var"), **environment}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_without_any_setting_production_is_safe(tmp_path):
    names = ("DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    question = f"[getattr(settings, name) for name in {names}]"
    assert ask(question, tmp_path) == [False, True, True, True]


def test_the_secret_key_is_made_once_for_an_installation_and_is_its_owners(tmp_path):
    first = ask("settings.SECRET_KEY", tmp_path)
    assert ask("settings.SECRET_KEY", tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "var/secret-key").stat().st_mode) == 0o600


def test_the_environment_names_the_secret_key(tmp_path):
    assert ask("settings.SECRET_KEY", tmp_path, SECRET_KEY="from outside") == "from outside"
    assert not (tmp_path / "var/secret-key").exists()


def test_an_env_file_is_read_and_the_environment_wins(tmp_path):
    (tmp_path / "env").write_text("SITE_NAME='The Paper'\nTIME_ZONE=Europe/Oslo\n")
    told = ask("[settings.SITE_NAME, settings.TIME_ZONE]", tmp_path, ENV_FILE=str(tmp_path / "env"), TIME_ZONE="UTC")
    assert told == ["The Paper", "UTC"]


def test_sqlite_is_the_default_with_a_write_ahead_log_and_foreign_keys(tmp_path):
    (tmp_path / "var").mkdir()
    question = (
        "[__import__('django.db').db.connection.cursor().execute(f'PRAGMA {name}').fetchone()[0] "
        "for name in ('journal_mode', 'foreign_keys')]"
    )
    assert ask(question, tmp_path) == ["wal", 1]


def test_postgresql_and_redis_are_an_address_away(tmp_path):
    question = "[settings.DATABASES['default']['ENGINE'], settings.CACHES['default']['BACKEND']]"
    told = ask(question, tmp_path, DATABASE_URL="postgres://w:p%23w@db/wiredesk", CACHE_URL="redis://cache:6379/1")
    assert told == ["django.db.backends.postgresql", "django.core.cache.backends.redis.RedisCache"]


def test_a_folder_that_cannot_be_written_is_named_with_the_cure(tmp_path):
    (tmp_path / "var").write_text("a file stands where the folder should")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        ask("settings.SECRET_KEY", tmp_path)
    assert "Set SECRET_KEY, or VAR_DIR to a folder that Wiredesk may write to." in caught.value.stderr


def test_the_configured_cache_keeps_what_it_is_told():
    cache.set("wiredesk-test", "kept", 5)
    assert cache.get("wiredesk-test") == "kept"
