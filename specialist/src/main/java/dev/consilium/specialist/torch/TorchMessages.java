package dev.consilium.specialist.torch;

/** libtorch's errors carry a C++ stack, and TorchScript's a Python one: the line that says what happened is the useful one. */
final class TorchMessages {

    private static final int MAX_LENGTH = 200;

    private TorchMessages() {}

    static String firstLine(Throwable error) {
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        // A module's own `raise` stands in the last line of the interpreter's report.
        String line = message.contains("TorchScript interpreter")
                ? lastLine(message)
                : message.lines().findFirst().orElse("");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }

    private static String lastLine(String message) {
        return message.lines()
                .filter(line -> line.contains("Error:"))
                .reduce((first, second) -> second)
                .orElseGet(() -> message.lines().findFirst().orElse(""));
    }
}
