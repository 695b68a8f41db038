"""Gives the browser's fixtures to every test of this folder."""

from browsing import chromium, demo_ledger, desk, page, troubles, visit

__all__ = ["chromium", "demo_ledger", "desk", "page", "troubles", "visit"]
