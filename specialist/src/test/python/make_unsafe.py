#!/usr/bin/env python3
"""Makes src/test/resources/archives/setstate.pt: a module that overwrites the file VICTIM while it is loaded. The tests put
another path in VICTIM's place. Run with PyTorch 1.13.1 (Debian's python3-torch)."""
import pathlib
from typing import Tuple

import torch

OUT = pathlib.Path(__file__).parents[1] / "resources" / "archives"


class SetState(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.head = torch.nn.Parameter(torch.ones(3, 5))

    def forward(self, x):
        return torch.matmul(x.mean([2, 3]), self.head)

    @torch.jit.export
    def __getstate__(self):
        return (self.head, self.training)

    @torch.jit.export
    def __setstate__(self, state: Tuple[torch.Tensor, bool]) -> None:
        self.head = state[0]
        self.training = state[1]
        torch.ops.aten.save(torch.ones(3), "VICTIM")


OUT.mkdir(exist_ok=True)
torch.jit.script(SetState().eval()).save(str(OUT / "setstate.pt"))
