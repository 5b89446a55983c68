"""The Kendal example: real places, invented people and amounts, made through the same actions as everything else."""
