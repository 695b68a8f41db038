"""The exceptions a user can meet. Each message names the place, what was found, what was expected and what to do.

IstorError
├── InputError        an input that cannot be read as a whole (a missing folder); a bad page inside is a Refusal
├── ConfigError       istor.toml or an option is wrong
├── DecisionError     a decision that cannot be taken: no such incident, no such value, nobody who decides
├── RedactionError   something that must be withheld stands in a finished export: nothing was given out
├── LexiconError      a word list breaks its own rules
├── GazetteerError    the gazetteer file is missing or not the one expected
└── StoreError        the ledger file
    ├── NotALedger    it is some other file
    ├── NewerLedger   a later istor wrote it
    ├── LedgerBusy    another build holds it
    └── BrokenLedger  a hash or a quotation does not match
"""

from __future__ import annotations


class IstorError(Exception):
    """Any error istor raises on purpose. `exit_code` is what the command line ends with."""

    exit_code = 1


class InputError(IstorError):
    """An input cannot be read at all."""

    exit_code = 2


class ConfigError(IstorError):
    """A configuration value is unknown or out of range."""

    exit_code = 2


class DecisionError(IstorError):
    """What a person asked to decide makes no sense in this ledger."""

    exit_code = 2


class RedactionError(IstorError):
    """A finished export holds what must be withheld. The message says where, and never what."""

    exit_code = 5


class LexiconError(IstorError):
    """A word list has an unknown section, a duplicate or a wrong type."""


class GazetteerError(IstorError):
    """The gazetteer is missing, or its hash is not the committed one."""


class StoreError(IstorError):
    """The ledger cannot be opened or written."""

    exit_code = 3


class NotALedger(StoreError):
    """The file exists and is no istor ledger."""


class NewerLedger(StoreError):
    """The ledger's schema is newer than this istor."""


class LedgerBusy(StoreError):
    """Another process is writing to this ledger."""


class BrokenLedger(StoreError):
    """A stored hash or quotation does not match what is stored."""

    exit_code = 4
