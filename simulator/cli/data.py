"""Owns how commands print data: JSON in ASCII, so that nothing in it can be an order to a terminal."""

import json


def json_text(value: object) -> str:
    """`value` as indented JSON; characters beyond ASCII, and those a terminal could obey, are escaped."""
    import msgspec

    return json.dumps(msgspec.to_builtins(value), indent=2)
