package dev.consilium.schemas.registry;

import java.util.concurrent.atomic.AtomicInteger;

/** A class on the class path that does harm when it is merely loaded or made; here, it counts. */
public final class Gadget {

    /** Of another class: to ask this one would load it. */
    static final class Harm {
        static final AtomicInteger DONE = new AtomicInteger();

        private Harm() {}
    }

    static {
        Harm.DONE.incrementAndGet();
    }

    public Gadget() {
        Harm.DONE.incrementAndGet();
    }

    public Gadget(String text) {
        Harm.DONE.incrementAndGet();
    }
}
