package dev.consilium.ops.doctor;

import java.util.List;

/** What is looked at, in this order, and what each needs: when that does not work, more errors of the same cause help nobody. */
enum Subject {
    CONFIGURATION("configuration"),
    JAVA("Java"),
    OPEN_FILES("open files"),
    OPENCV("OpenCV"),
    PYTORCH("PyTorch"),
    DEVICE("device", PYTORCH),
    FOLDERS("folders"),
    TRUST("trusted keys"),
    BROKER("broker"),
    LISTENERS("listeners", BROKER),
    TOPICS("topics", BROKER),
    PERMISSIONS("permissions", BROKER),
    TRANSACTIONS("transactions", BROKER),
    CLOCK("clock", TRANSACTIONS),
    REGISTRY("registry"),
    SCHEMAS("schemas", REGISTRY),
    ROSTER("roster", BROKER, REGISTRY);

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Subject> needs;

    Subject(String text, Subject... needs) {
        this.text = text;
        this.needs = List.of(needs);
    }

    List<Subject> needs() {
        return needs;
    }

    @Override
    public String toString() {
        return text;
    }
}
