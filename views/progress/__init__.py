"""The parts of the page 进度: lights, what is due, what moved, sums, conflicts, the timeline."""
