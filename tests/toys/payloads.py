"""Texts that must never be more than text, for every field of a data folder."""

from __future__ import annotations

PAYLOADS = (
    "{{ cycler.__init__.__globals__ }}",
    "{{7*7}}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "<img src=x onerror=window.__pwned=1>",
    "${window.__pwned=1}",
    "`;window.__pwned=1;`",
    "</script><script>window.__pwned=1</script>",
    "[x](javascript:window.__pwned=1)",
    "![i](http://evil.invalid/x.png)",
    "\"'><svg/onload=window.__pwned=1>",
)
ALL = " ".join(PAYLOADS)
