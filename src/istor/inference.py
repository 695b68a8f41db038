"""The language model as one only reads with it: the same figures in half the time, for what only training needs is left out.

Only `language` uses this. A model that is read with so cannot be trained any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# Words embedded together, always as many: a matrix of another shape may round a last bit differently, and what a page says
# must not hang on the pages that were read before it. A multiple of every tile that a BLAS cuts matrices into.
TOGETHER = 96
REMEMBERED = 30_000  # words, with 384 bytes each; then all are forgotten, and embedded again as they come
SMALLEST_VARIANCE = 1e-8  # as the model was trained with

# The word as written, its norm, and whether a space follows: embedding looks at nothing else.
Key = tuple[int, int, int]


def read_only(nlp: Any) -> None:
    """Makes the components of a spaCy pipeline with a `tok2vec` quick to read with."""
    from thinc.api import Model

    _multiply_with_numpy(nlp)
    tok2vec = nlp.get_pipe("tok2vec")
    embed, encode = tok2vec.model.layers
    vectors = _Vectors(Embeddings(embed, nlp.vocab), Encoder(encode))
    tok2vec.model = Model("tok2vec", vectors.forward, dims={"nO": embed.get_dim("nO")})


class _Vectors:
    """Docs → one matrix each, tokens by width: every word by itself, then among its neighbours. In one thread, see below."""

    def __init__(self, embed: Embeddings, encode: Encoder) -> None:
        from threadpoolctl import ThreadpoolController

        self._embed, self._encode, self._threads = embed, encode, ThreadpoolController()

    def forward(self, _: Any, docs: Sequence[Any], is_train: bool) -> tuple[list[Any], Any]:
        with self._threads.limit(limits=1, user_api="blas"):
            return self._encode(self._embed(docs)), None


class Embeddings:
    """The model's embedding layer with a memory: a quarter of all parsing is to embed the same words over and over.

    Called with Docs it gives a matrix for each, tokens by width, equal to what `layer` would give but for rounding.
    """

    def __init__(self, layer: Any, vocab: Any) -> None:
        from numpy import empty

        self._layer, self._vocab = layer, vocab
        self._rows: dict[Key, int] = {}
        self._table = empty((TOGETHER, layer.get_dim("nO")), dtype="f")

    def __call__(self, docs: Sequence[Any]) -> list[Any]:
        """One matrix a Doc, tokens by width."""
        keys = [_keys(doc) for doc in docs]
        if len(self._rows) > REMEMBERED:
            self._rows.clear()
        self._learn([key for key in dict.fromkeys(key for of_doc in keys for key in of_doc) if key not in self._rows])
        return [self._table[[self._rows[key] for key in of_doc]] for of_doc in keys]

    def _learn(self, words: Sequence[Key]) -> None:
        for at in range(0, len(words), TOGETHER):
            some = words[at : at + TOGETHER]
            first, last = len(self._rows), len(self._rows) + len(some)
            self._make_room(last)
            self._table[first:last] = self._layer.predict([self._doc(some)])[0][: len(some)]
            self._rows.update(zip(some, range(first, last), strict=True))

    def _make_room(self, rows: int) -> None:
        from numpy import empty

        if rows > len(self._table):
            table = empty((2 * rows, self._table.shape[1]), dtype="f")
            table[: len(self._table)] = self._table
            self._table = table

    def _doc(self, words: Sequence[Key]) -> Any:
        from spacy.tokens import Doc

        strings = self._vocab.strings
        padded = [*words, *[words[-1]] * (TOGETHER - len(words))]
        doc = Doc(self._vocab, words=[strings[orth] for orth, _, _ in padded], spaces=[bool(key[2]) for key in padded])
        for token, (_, norm, _) in zip(doc, padded, strict=True):
            token.norm_ = strings[norm]
        return doc


def _keys(doc: Any) -> list[Key]:
    return list(map(tuple, doc.to_array(("ORTH", "NORM", "SPACY")).tolist()))


class Encoder:
    """The model's window layers without what they keep for training: each looks at a word, the one before and the one
    after, takes the greatest of three sums, brings them to one scale, and adds that to what it was given."""

    def __init__(self, model: Any) -> None:
        self._pad: int = model.attrs["pad"]  # rows of zeros between texts, so that no text looks into the next
        self._layers = [_Window(residual) for residual in model.layers[0].layers]

    def __call__(self, matrices: Sequence[Any]) -> list[Any]:
        """One matrix for each, of the same shape."""
        from numpy import zeros

        ends, rows = [], self._pad
        for matrix in matrices:
            ends.append(rows + len(matrix))
            rows = ends[-1] + self._pad
        whole = zeros((rows, matrices[0].shape[1]), dtype="f")
        places = [slice(end - len(matrix), end) for end, matrix in zip(ends, matrices, strict=True)]
        for place, matrix in zip(places, matrices, strict=True):
            whole[place] = matrix
        for layer in self._layers:
            whole = layer(whole)
        return [whole[place] for place in places]


class _Window:
    def __init__(self, residual: Any) -> None:
        from numpy import ascontiguousarray

        layers = {node.name: node for node in residual.walk()}
        weights, bias = layers["maxout"].get_param("W"), layers["maxout"].get_param("b")
        self._width, pieces, window = weights.shape
        self._weights = ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * self._width, window).T)
        self._bias = bias.T.reshape(-1)
        self._scale, self._shift = layers["layernorm"].get_param("G"), layers["layernorm"].get_param("b")

    def __call__(self, rows: Any) -> Any:
        import numpy

        width = self._width
        seen = numpy.zeros((len(rows), 3 * width), dtype="f")
        seen[1:, :width], seen[:, width : 2 * width], seen[:-1, 2 * width :] = rows[:-1], rows, rows[1:]
        sums = seen @ self._weights
        sums += self._bias
        best = numpy.maximum(sums[:, :width], sums[:, width : 2 * width])
        numpy.maximum(best, sums[:, 2 * width :], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = numpy.einsum("ij,ij->i", best, best) / width + SMALLEST_VARIANCE
        best /= numpy.sqrt(variance)[:, None]
        best *= self._scale
        best += self._shift
        best += rows
        return best


def _multiply_with_numpy(nlp: Any) -> None:
    """Lets numpy multiply the model's matrices: three times as fast as what thinc brings.

    In one thread: the matrices are small, and where several processes read, threads only stand in each other's way.
    """
    import numpy
    from thinc.backends import NumpyOps
    from threadpoolctl import ThreadpoolController

    threads = ThreadpoolController()

    class Ops(NumpyOps):  # type: ignore[misc]
        def gemm(self, x: Any, y: Any, out: Any = None, *, trans1: bool = False, trans2: bool = False) -> Any:
            with threads.limit(limits=1, user_api="blas"):
                return numpy.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    ops = Ops()
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            node.ops = ops
