package dev.consilium.streams.roster;

import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.specialist.torch.UnusableModelException;
import java.nio.file.Path;

/** Loads a verified file on the device that this process uses; {@code TorchScriptModel::load} takes the default one. */
@FunctionalInterface
public interface ModelLoader {

    TorchScriptModel load(Path file, Specialist specialist) throws UnusableModelException;
}
