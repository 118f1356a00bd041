package dev.consilium.trainer.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** What an optimizer does to the parameters, and what it remembers of earlier steps. Owned by the thread that trains. */
interface Update {
    /**
     * The optimizer's, at its first step.
     *
     * @param manager owns what is remembered; must live as long as the training
     */
    static Update of(Optimizer optimizer, List<NDArray> parameters, NDManager manager) {
        if (optimizer instanceof Optimizer.Adam adam) {
            return AdamUpdate.of(adam, parameters, manager);
        }
        if (optimizer instanceof Optimizer.AdamW adam) {
            return AdamUpdate.of(adam, parameters, manager);
        }
        return new SgdUpdate((Optimizer.Sgd) optimizer, parameters, manager);
    }

    /** One step from the gradients of the last backward, which are zeroed after. */
    void update(double learningRate);

    /** Writes what is remembered, to the bit. */
    void write(DataOutputStream out) throws IOException;

    /** Before the first step: takes up what another of the same kind wrote. */
    void read(DataInputStream in) throws IOException;
}
