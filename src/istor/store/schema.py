"""The ledger's tables, written once for SQLite and PostgreSQL.

Every record is kept whole as canonical JSON in `record` (that of a reading, mostly places and their runners-up, `packed` by zlib);
beside it stand only the columns that are queried. Days are local
days. Nothing here is overwritten in the course of reading: a page's new bytes are a new `article`, new rules a new `reading`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

APPLICATION_ID = 0x6973746F  # "isto" in SQLite's header: tells a ledger from any other database
SCHEMA_VERSION = 5
ASPECTS = ("actor", "weapon", "target", "doubt")  # what an incident may have several of, and people filter by

metadata = MetaData()

about = Table(
    "about",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

rules = Table(
    "rules",
    metadata,
    Column("id", Text, primary_key=True),
    Column("record", Text, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("verb", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("record", Text, nullable=False),
)

raw = Table(
    "raw",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("codec", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

article = Table(
    "article",
    metadata,
    Column("id", Text, primary_key=True),
    Column("given", Text, nullable=False, index=True),
    Column("address", Text, index=True),
    Column("source_id", Text, nullable=False, index=True),
    Column("raw_sha256", Text, ForeignKey("raw.sha256"), nullable=False, index=True),
    Column("run", Integer, ForeignKey("run.n"), nullable=False),
    Column("captured", Text),
    Column("assumed", Date),
    Column("newest", Boolean, nullable=False),
    Column("page", Text, nullable=False),
)

reading = Table(
    "reading",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("article_id", Text, ForeignKey("article.id"), nullable=False),
    Column("rules_id", Text, ForeignKey("rules.id"), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("published", Date, index=True),
    Column("language", Text),
    Column("junk", Text),
    Column("text", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    UniqueConstraint("article_id", "rules_id"),
    Index("reading_rules", "rules_id", "current"),
)

claim = Table(
    "claim",
    metadata,
    Column("reading_n", Integer, ForeignKey("reading.n"), primary_key=True),
    Column("at", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("article_id", Text, nullable=False, index=True),
    Column("record", Text, nullable=False),
)

sighting = Table(
    "sighting",
    metadata,
    Column("reading_n", Integer, ForeignKey("reading.n"), primary_key=True),
    Column("at", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("article_id", Text, nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("record", Text, nullable=False),
)

refusal = Table(
    "refusal",
    metadata,
    Column("id", Text, primary_key=True),
    Column("of", Text, nullable=False, index=True),
    Column("room", Text, nullable=False),
    Column("because", Text, nullable=False, index=True),
    Column("reading_n", Integer, ForeignKey("reading.n"), index=True),
    Column("run", Integer, ForeignKey("run.n"), nullable=False),
    Column("record", Text, nullable=False),
)

fingerprint = Table(
    "fingerprint",
    metadata,
    Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

copy = Table(
    "copy",
    metadata,
    Column("article_id", Text, ForeignKey("article.id"), primary_key=True),
    Column("of", Text, ForeignKey("article.id"), primary_key=True, index=True),
    Column("record", Text, nullable=False),
)

link = Table(
    "link",
    metadata,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("joined", Boolean, nullable=False),
    Column("record", Text, nullable=False),
)

incident = Table(
    "incident",
    metadata,
    Column("id", Text, primary_key=True),
    Column("scope", Text, nullable=False),
    Column("type", Text, nullable=False, index=True),
    Column("earliest", Date),
    Column("latest", Date),
    Column("place_key", Text, nullable=False),
    Column("settlement", Text),
    Column("admin1", Text),
    Column("country", Text, index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius_m", Integer),
    Column("killed_low", Integer),
    Column("killed_best", Integer),
    Column("killed_high", Integer),
    Column("injured_low", Integer),
    Column("injured_best", Integer),
    Column("injured_high", Integer),
    Column("reviewed", Boolean, nullable=False),
    Column("record", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("rejected", Boolean, nullable=False, server_default="0"),
    Column(
        "founded_in", Text
    ),  # the country, days and kind that its founding sighting tells: what a barrage holds it by
    Column("founded_from", Date),
    Column("founded_to", Date),
    Column("founded_as", Text),
)
Index("incident_when", incident.c.earliest, incident.c.latest)
Index("incident_where", incident.c.lat, incident.c.lon)
Index("incident_beside", incident.c.scope, incident.c.country, incident.c.earliest)
Index("incident_founded", incident.c.scope, incident.c.founded_in, incident.c.founded_from, incident.c.founded_to)

aspect = Table(
    "aspect",
    metadata,
    Column("incident_id", Text, ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("weight", Float, nullable=False),
)

member = Table(
    "member",
    metadata,
    Column("incident_id", Text, ForeignKey("incident.id"), primary_key=True),
    Column("sighting_id", Text, primary_key=True, index=True),
)

alias = Table(
    "incident_alias",
    metadata,
    Column("alias", Text, primary_key=True),
    Column("incident_id", Text, nullable=False, index=True),
)

# Sightings as people left them, where that is not as they were read.
overruled = Table(
    "overruled",
    metadata,
    Column("id", Text, primary_key=True),
    Column("record", Text, nullable=False),
    Column("article_id", Text, nullable=False, index=True, server_default=""),
)

decision = Table(
    "decision",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("record", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

# By which articles a decision is found again, and which others one takes back. "": it says nowhere what it is about.
ground = Table(
    "ground",
    metadata,
    Column("name", Text, primary_key=True),
    Column("decision_n", Integer, primary_key=True),
)

# Pages and decisions that came in since incidents were last put together.
waiting = Table(
    "waiting",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
)

# What the linking of a new page asks of all others, as they were when incidents were last put together. A page is `filed`
# with the article without its text, the keys under which copies meet and the words it shares; a sighting has its `seat`
# with its packed keys. `band`, `echo` and `block` find pages and sightings by these; `word` counts voices.
filed = Table(
    "filed",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("article_id", Text, nullable=False, unique=True),
    Column("bands", LargeBinary, nullable=False),
    Column("echoes", Text, nullable=False),
    Column("rare", Text, nullable=False),
    Column("article", Text, nullable=False),
)

band = Table(
    "band",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("page", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

echo = Table(
    "echo",
    metadata,
    Column("words", Text, primary_key=True),
    Column("page", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

word = Table(
    "word",
    metadata,
    Column("words", Text, primary_key=True),
    Column("voices", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What each word told of the pages when all of them were last linked, in nats.
rarity = Table(
    "rarity",
    metadata,
    Column("words", Text, primary_key=True),
    Column("tells", Float, nullable=False),
    sqlite_with_rowid=False,
)

seat = Table(
    "seat",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("page", Integer, nullable=False, index=True),
    Column("keys", LargeBinary, nullable=False),
)

block = Table(
    "block",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("seat", Integer, primary_key=True, autoincrement=False),
    Column("standing", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Which incidents each linking changed, so that whoever holds them in memory looks at these alone.
change = Table(
    "change",
    metadata,
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("incident_id", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# Full text. SQLite reads the words from `reading` itself, so that they are not stored twice.
SEARCH_SQLITE = (
    "CREATE VIRTUAL TABLE search USING fts5(title, text, content='reading', content_rowid='n', tokenize='unicode61 remove_diacritics 2')",
)
SEARCH_POSTGRESQL = ("CREATE INDEX search ON reading USING gin (to_tsvector('simple', title || ' ' || text))",)
