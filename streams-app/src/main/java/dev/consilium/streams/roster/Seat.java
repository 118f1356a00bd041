package dev.consilium.streams.roster;

import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.torch.TorchScriptModel;

/**
 * One place of a roster: a version of a specialist and its loaded module.
 *
 * @param specialist what the version's manifest says
 * @param model the module; retained by every roster that holds this seat
 */
public record Seat(Specialist specialist, TorchScriptModel model) {}
