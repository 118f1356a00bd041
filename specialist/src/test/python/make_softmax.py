#!/usr/bin/env python3
"""Makes src/test/resources/rule/*.csv: what PyTorch computes for softmax, and what the rule of the blog post decides.

softmax.csv: logits;probabilities          both as float32 in decimal, exact
decisions.csv: logits|logits|...;who;class  specialists in order; who answers, and its local class
"""
import pathlib

import torch

OUT = pathlib.Path(__file__).parents[1] / "resources" / "rule"


def text(values):
    return " ".join(repr(float(v)) for v in values)


def softmax(logits):
    return torch.softmax(logits.unsqueeze(0), dim=1).squeeze(0)


def infer(first, second):
    """The rule as the blog post writes it, for two."""
    confidence1, label1 = torch.max(softmax(first), 0)
    confidence2, label2 = torch.max(softmax(second), 0)
    return (0, int(label1)) if confidence1 > confidence2 else (1, int(label2))


def decide(logits):
    """The same, folded over any number: who answers so far stays as long as it is surer than the next."""
    answer = 0
    for following in range(1, len(logits)):
        who, _ = infer(logits[answer], logits[following])
        answer = following if who == 1 else answer
    return answer, int(torch.max(softmax(logits[answer]), 0)[1])


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(3)
    rows = [torch.randn(k) * scale for k in (2, 3, 5, 5, 7, 8, 10, 17, 100) for scale in (0.01, 1.0, 5.0, 50.0, 1e4)]
    rows += [torch.zeros(5), torch.tensor([1e30, -1e30, 0.0]), torch.tensor([3.4e38, 3.4e38, -3.4e38]), torch.tensor([88.0, 0.0])]
    rows += [torch.tensor([0.0, 20.0]), torch.tensor([1.0, 1.0000001]), torch.full((5,), -7.25)]
    with open(OUT / "softmax.csv", "w") as file:
        for row in rows:
            file.write(f"{text(row)};{text(softmax(row))}\n")
    cases = [[torch.randn(5) * 3, torch.randn(5) * 3] for _ in range(200)]
    cases += [[torch.randn(5) * 3, torch.randn(2) * 3, torch.randn(3) * 3] for _ in range(100)]
    # Saturated: both are 1.0 in float32, though not in float64. Equal: the same logits in another order.
    cases += [[torch.tensor([30.0 + i, 0.0, 0.0]), torch.tensor([0.0, 18.0 + i, 0.0])] for i in range(10)]
    cases += [[torch.tensor([1.0, 2.0]), torch.tensor([2.0, 1.0])], [torch.zeros(5), torch.zeros(5)]]
    cases += [[torch.zeros(2), torch.zeros(2), torch.zeros(2)], [torch.zeros(3), torch.zeros(2), torch.zeros(3)]]
    cases += [[torch.zeros(2), torch.zeros(3), torch.zeros(2), torch.tensor([40.0, 0.0]), torch.tensor([0.0, 50.0])]]
    with open(OUT / "decisions.csv", "w") as file:
        for case in cases:
            who, local = decide(case)
            file.write(f"{'|'.join(text(row) for row in case)};{who};{local}\n")


if __name__ == "__main__":
    main()
