package dev.consilium.ops.bench.throughput;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.specialist.torch.UnusableModelException;
import java.util.ArrayList;
import java.util.List;

/** Specialists of one input shape, loaded. Any thread may run them; closed when none does. */
record Models(List<Specialist> specialists, List<TorchScriptModel> loaded) implements AutoCloseable {

    static Models load(List<SpecialistPackage> packages, int batchSize) throws UnusableModelException {
        List<Specialist> specialists =
                packages.stream().map(SpecialistPackage::specialist).toList();
        List<TorchScriptModel> loaded = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            TorchScriptModel model = TorchScriptModel.load(packages.get(i).model(), specialists.get(i));
            loaded.add(model);
            model.warm(batchSize);
        }
        return new Models(specialists, List.copyOf(loaded));
    }

    int size() {
        return loaded.size();
    }

    InputShape shape() {
        return specialists.get(0).input();
    }

    @Override
    public void close() {
        loaded.forEach(TorchScriptModel::close);
    }
}
