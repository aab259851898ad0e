"""Other engines on a question set: BM25 of bm25s with numba, tantivy and SQLite FTS5, ts_rank of PostgreSQL; writes plain
tables for Lucene."""

import json
import lzma
import math
import pathlib
import re
import sqlite3
import sys
import time
import unicodedata


def syllables(text):
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def read(folder):
    opened = lzma.open(folder / "corpus.jsonl.xz", "rt", encoding="utf-8")
    articles = [json.loads(line) for line in opened]
    texts = [(it["_id"], syllables(it["title"] + " " + it["text"])) for it in articles]
    judged = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, article, worth = line.split("\t")
        if int(worth) > 0:
            judged.setdefault(question, set()).add(article)
    lines = (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [(it["_id"], syllables(it["text"])) for it in map(json.loads, lines) if it["_id"] in judged]
    return texts, asked, judged


def tell(name, built, asked, judged, search):
    """Asks every question three times; its fastest answer counts."""
    times, recall, gain = [], 0.0, 0.0
    for question, words in asked:
        took = []
        for _ in range(3):
            started = time.perf_counter()
            found = search(words)
            took.append(time.perf_counter() - started)
        times.append(min(took) * 1e3)
        wanted = judged[question]
        recall += len(wanted & set(found)) / len(wanted)
        ideal = sum(1 / math.log2(at + 2) for at in range(min(len(wanted), 10)))
        gain += sum(1 / math.log2(at + 2) for at, it in enumerate(found) if it in wanted) / ideal
    times.sort()
    count = len(asked)
    print(f"{name}: {count} questions, R@10 {recall / count:.4f}, nDCG@10 {gain / count:.4f}, "
          f"p50 {times[count // 2]:.3f} ms, p99 {times[count * 99 // 100]:.3f} ms, built in {built:.1f} s", flush=True)


def fts5(texts, asked, judged):
    started = time.perf_counter()
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table t using fts5(id unindexed, words, tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")")
    base.executemany("insert into t values (?, ?)", ((name, " ".join(words)) for name, words in texts))
    built = time.perf_counter() - started

    def search(words):
        either = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
        return [row[0] for row in base.execute("select id from t where words match ? order by bm25(t) limit 10", (either,))]

    # A question takes a tenth of a second and more: the first sixty tell enough.
    tell(f"SQLite FTS5 {sqlite3.sqlite_version}", built, asked[:60], judged, search)


def sparse(texts, asked, judged):
    import bm25s

    started = time.perf_counter()
    ranker = bm25s.BM25(method="lucene", k1=1.2, b=0.75, backend="numba")
    ranker.index([words for _, words in texts], show_progress=False)
    built = time.perf_counter() - started

    def search(words):
        found, _ = ranker.retrieve([list(dict.fromkeys(words))], k=10, show_progress=False, n_threads=1)
        return [texts[at][0] for at in found[0]]

    search(asked[0][1])
    tell(f"bm25s {bm25s.__version__} numba", built, asked, judged, search)


def plain_tantivy(texts, asked, judged):
    import tantivy

    started = time.perf_counter()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("words", stored=False, tokenizer_name="whitespace")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(200_000_000, 1)
    for name, words in texts:
        writer.add_document(tantivy.Document(id=name, words=" ".join(words)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    built = time.perf_counter() - started
    searcher = index.searcher()

    def search(words):
        terms = [tantivy.Query.term_query(schema, "words", word) for word in dict.fromkeys(words)]
        either = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        return [searcher.doc(place)["id"][0] for _, place in searcher.search(either, 10).hits]

    search(asked[0][1])
    tell("tantivy 0.27", built, asked, judged, search)


def postgres(texts, asked, judged, where):
    """PostgreSQL has no BM25: its own ts_rank over a GIN index, syllables as they are."""
    import psycopg

    base = psycopg.connect(where, autocommit=True)
    started = time.perf_counter()
    base.execute("drop table if exists articles")
    base.execute("create table articles (id text, words tsvector)")
    with base.cursor().copy("copy articles from stdin") as rows:
        for name, words in texts:
            held = {}
            for place, word in enumerate(words, 1):
                held.setdefault(word, []).append(min(place, 16_383))
            # A word keeps at most 256 places there.
            lexemes = " ".join(f"'{word}':{','.join(map(str, at[:255]))}" for word, at in held.items())
            rows.write_row((name, lexemes))
    base.execute("create index on articles using gin (words)")
    base.execute("analyze articles")
    built = time.perf_counter() - started
    asks = "select id from articles, to_tsquery('simple', %s) asked where words @@ asked order by ts_rank(words, asked, 1) desc limit 10"

    def search(words):
        either = " | ".join(f"'{word}'" for word in dict.fromkeys(words))
        return [row[0] for row in base.execute(asks, (either,)).fetchall()]

    tell(f"PostgreSQL {base.info.server_version // 10000} ts_rank", built, asked[:30], judged, search)


def main():
    texts, asked, judged = read(pathlib.Path(sys.argv[1]))
    if "--tsv" in sys.argv:
        folder = pathlib.Path(sys.argv[sys.argv.index("--tsv") + 1])
        line = lambda name, words: f"{name}\t{' '.join(words)}\n"
        (folder / "corpus.tsv").write_text("".join(line(*it) for it in texts), encoding="utf-8")
        (folder / "queries.tsv").write_text("".join(line(*it) for it in asked), encoding="utf-8")
        pairs = "".join(f"{question}\t{article}\n" for question in judged for article in sorted(judged[question]))
        (folder / "judged.tsv").write_text(pairs, encoding="utf-8")
        return
    if "--postgres" in sys.argv:
        postgres(texts, asked, judged, sys.argv[sys.argv.index("--postgres") + 1])
        return
    sparse(texts, asked, judged)
    plain_tantivy(texts, asked, judged)
    fts5(texts, asked, judged)


main()
