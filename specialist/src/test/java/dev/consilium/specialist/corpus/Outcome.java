package dev.consilium.specialist.corpus;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What becomes of an input. */
public sealed interface Outcome {

    /** It has a prediction. */
    record Answered() implements Outcome {}

    /**
     * It lies in dead-letters.
     *
     * @param exception simple name of the class of what was wrong
     * @param reason its message, in which N stands for any number and … for any text
     */
    record Refused(String exception, String reason) implements Outcome {

        private static final Pattern PLACEHOLDER = Pattern.compile("…|\\bN\\b");

        /** Whether a message is this reason. */
        public boolean fits(String message) {
            StringBuilder pattern = new StringBuilder();
            int end = 0;
            for (MatchResult found : PLACEHOLDER.matcher(reason).results().toList()) {
                pattern.append(Pattern.quote(reason.substring(end, found.start())))
                        .append(found.group().equals("N") ? "-?\\d+" : ".*");
                end = found.end();
            }
            pattern.append(Pattern.quote(reason.substring(end)));
            return Pattern.compile(pattern.toString(), Pattern.DOTALL)
                    .matcher(message)
                    .matches();
        }
    }
}
