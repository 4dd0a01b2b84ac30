"""Name and version, as files say who made them."""

NAME = "板块一张图"
VERSION = "0.1.0"
GENERATED_BY = f"{NAME} {VERSION}"
