"""The network: MiniLM-L6 with learned markers, a head that labels pieces, and heads that answer queries."""

import torch
from torch import nn
from transformers import BertModel

from detente.learned.encode import MARKERS
from detente.learned.labels import Labels

HIDDEN, WIDTH = 384, 512
"""Places of a state of the encoder, and of the layer below the answers."""


class Network(nn.Module):
    """An encoder, told types by piece, and one answer a question for each query."""

    def __init__(self, base: str, labels: Labels, *, drop: float = 0.1) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(base, attn_implementation="eager", add_pooling_layer=False)
        words = self.encoder.embeddings.word_embeddings
        words.weight.requires_grad = False
        self.marker_ids = sorted(piece for pair in MARKERS.values() for piece in pair)
        self.markers = nn.Parameter(torch.randn(len(self.marker_ids), HIDDEN) * 0.05)
        self.told = nn.Linear(HIDDEN, 1 + len(labels.type))
        self.absent = nn.Parameter(torch.zeros(3, HIDDEN))
        self.join = nn.Sequential(nn.Dropout(drop), nn.Linear(4 * HIDDEN, WIDTH), nn.GELU(), nn.Dropout(drop))
        self.answers = nn.ModuleDict({f"to_{name}": nn.Linear(WIDTH, size) for name, size in labels.sizes().items()})

    def read(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the states of all pieces: inputs x places x 384."""
        embedded = self.encoder.embeddings.word_embeddings(ids)
        for row, piece in enumerate(self.marker_ids):
            embedded = torch.where((ids == piece).unsqueeze(-1), self.markers[row], embedded)
        return self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state

    def answer(
        self, states: torch.Tensor, mask: torch.Tensor, queries: torch.Tensor, spots: torch.Tensor
    ) -> dict[str, torch.Tensor]:
        """Return scores by question.

        `queries` holds the input of each query; `spots` (queries x 3 x places) is 1 at the pieces of trigger, source
        and target.
        """
        mean = (states * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
        held = states[queries]
        count = spots.sum(-1, keepdim=True)
        pooled = torch.bmm(spots, held) / count.clamp(min=1)
        pooled = torch.where(count > 0, pooled, self.absent)
        joined = self.join(torch.cat([mean[queries], pooled.flatten(1)], dim=-1))
        return {name.removeprefix("to_"): head(joined) for name, head in self.answers.items()}

    def fold(self) -> None:
        """Write the learned markers into the table of words, where the exported encoder finds them."""
        with torch.no_grad():
            for row, piece in enumerate(self.marker_ids):
                self.encoder.embeddings.word_embeddings.weight[piece] = self.markers[row]
