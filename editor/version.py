"""The version of the program, as pages and bundles record it."""

VERSION = "0.1.0"
