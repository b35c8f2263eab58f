"""One content-security policy for readers, a wider one for the desk."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.urls import reverse


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy everywhere but under the desk's address."""

    def get_policy_parts(self, request, response, report_only=False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(reverse("admin:index")):
            parts.config = settings.DESK_CONTENT_SECURITY_POLICY
        return parts
