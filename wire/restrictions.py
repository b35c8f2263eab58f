"""What a sender's words forbid or ask: usage terms, instructions and notes, read by rules kept as data."""
