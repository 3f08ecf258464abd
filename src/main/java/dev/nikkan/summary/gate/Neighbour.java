package dev.nikkan.summary.gate;

import dev.nikkan.summary.Material;

/// Another draft of the same day, and what was written of it.
public record Neighbour(Material material, String summary) {}
