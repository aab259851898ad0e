"""Learns small trees that weigh the traits of entries: LambdaMART on the tables of `measure search --traits`."""

import sys

import lightgbm
import numpy

PARAMETERS = dict(
    objective="lambdarank", learning_rate=0.05, num_leaves=8, min_data_in_leaf=50, lambda_l2=5.0,
    lambdarank_truncation_level=15, feature_fraction=0.5, bagging_fraction=0.7, bagging_freq=1,
    deterministic=True, num_threads=1, seed=3, verbosity=-1,
)
TREES = 200
HEAD = """\
# Trees that weigh the traits of an entry (search/rank/look.rs), one a line: a trait, a bound, the tree when the trait is at
# most the bound, the tree when it is above; a number alone is what an entry gets. benches/xep-hang/fit.py made them.
"""


class Table:
    """The candidates of one question set, those of a question side by side."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.traits = file.readline().split()[3:]
            rows = [line.split("\t") for line in file]
        names = [row[0] for row in rows]
        starts = [at for at, name in enumerate(names) if at == 0 or names[at - 1] != name]
        self.bounds = list(zip(starts, starts[1:] + [len(rows)]))
        self.worth = numpy.array([int(row[1]) for row in rows])
        self.wanted = numpy.array([int(row[2]) for row in rows])
        self.values = numpy.array([[float(value) for value in row[3:]] for row in rows], dtype=numpy.float32)

    def part(self, keep):
        """Values, worths and group sizes of the questions that `keep` lets through."""
        bounds = [it for number, it in enumerate(self.bounds) if keep(number)]
        rows = numpy.concatenate([numpy.arange(start, end) for start, end in bounds])
        return self.values[rows], self.worth[rows], [end - start for start, end in bounds]

    def gain(self, model, keep=lambda number: True):
        """Mean recall and discounted gain of the first ten."""
        scores = model.predict(self.values)
        recall, gain = [], []
        for number, (start, end) in enumerate(self.bounds):
            if keep(number):
                order = numpy.argsort(-scores[start:end], kind="stable")[:10]
                worth, wanted = self.worth[start:end][order], self.wanted[start]
                discount = 1 / numpy.log2(numpy.arange(10) + 2)
                recall.append((worth > 0).sum() / wanted)
                gain.append((worth * discount[: len(worth)]).sum() / discount[: min(wanted, 10)].sum())
        return f"R@10 {numpy.mean(recall):.4f} nDCG@10 {numpy.mean(gain):.4f}"


def learn(parts):
    values, worths, groups = zip(*parts)
    data = lightgbm.Dataset(numpy.concatenate(values), numpy.concatenate(worths), group=sum(groups, []))
    return lightgbm.train(PARAMETERS, data, TREES)


def written(node, traits):
    if "leaf_value" in node:
        return f"{node['leaf_value']:.4g}"
    below, above = (written(node[side], traits) for side in ("left_child", "right_child"))
    return f"{traits[node['split_feature']]} {node['threshold']:.6g} {below} {above}"


def check(paths, tables):
    everything = lambda number: True
    for third in range(3):
        model = learn([tables[0].part(lambda number: number % 3 != third)])
        print("held out third:", tables[0].gain(model, lambda number: number % 3 == third))
        for path, table in zip(paths[1:], tables[1:]):
            print("   another set:", path, table.gain(model))
    for path, table in zip(paths, tables):
        model = learn([other.part(everything) for other in tables if other is not table])
        print("held out set:", path, table.gain(model))


def main():
    paths = [argument for argument in sys.argv[1:] if argument != "--check"]
    tables = [Table(path) for path in paths]
    if "--check" in sys.argv:
        return check(paths, tables)
    model = learn([table.part(lambda number: True) for table in tables])
    trees = [written(tree["tree_structure"], tables[0].traits) for tree in model.dump_model()["tree_info"]]
    print(HEAD + "\n".join(trees))


main()
