package dev.consilium.trainer.evaluate;

/** The three shares by which specialists are judged together. */
enum Measure {
    ROUTED("routed", "routed: answered right") {
        @Override
        boolean holds(Verdict verdict) {
            return verdict.routed();
        }
    },
    IN_SUBSET("inSubset", "in subset: right, had only the specialist that knows the class been asked") {
        @Override
        boolean holds(Verdict verdict) {
            return verdict.inSubset();
        }
    },
    RIGHT_SPECIALIST("rightSpecialist", "right specialist: answered by the one that knows the class") {
        @Override
        boolean holds(Verdict verdict) {
            return verdict.rightSpecialist();
        }
    };

    private final String key;
    private final String described;

    Measure(String key, String described) {
        this.key = key;
        this.described = described;
    }

    abstract boolean holds(Verdict verdict);

    /** In JSON. */
    String key() {
        return key;
    }

    /** What stands before the colon of {@link #described()}. */
    String named() {
        return described.substring(0, described.indexOf(':'));
    }

    String described() {
        return described;
    }

    /** 1 when it holds of the image, else 0. */
    int of(Verdict verdict) {
        return holds(verdict) ? 1 : 0;
    }
}
