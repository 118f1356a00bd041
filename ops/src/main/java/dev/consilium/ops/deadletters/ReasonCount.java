package dev.consilium.ops.deadletters;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The dead letters of one reason.
 *
 * @param replayed how many of them have been replayed
 * @param first of the images' times
 * @param last of the images' times
 * @param example where the first that was met stands
 * @param exampleImageId what its image calls itself
 */
record ReasonCount(
        String reason,
        long count,
        long replayed,
        Instant first,
        Instant last,
        String example,
        String exampleImageId,
        String exampleMessage) {

    static ReasonCount of(String reason, DeadLetter letter, boolean replayed, LetterImages images) {
        return new ReasonCount(
                reason,
                1,
                replayed ? 1 : 0,
                letter.at(),
                letter.at(),
                letter.place(),
                images.id(letter),
                letter.message());
    }

    /** With another one. */
    ReasonCount plus(DeadLetter letter, boolean isReplayed) {
        return new ReasonCount(
                reason,
                count + 1,
                replayed + (isReplayed ? 1 : 0),
                letter.at().isBefore(first) ? letter.at() : first,
                letter.at().isAfter(last) ? letter.at() : last,
                example,
                exampleImageId,
                exampleMessage);
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("reason", reason);
        figures.put("deadLetters", count);
        figures.put("replayed", replayed);
        figures.put("first", first.toString());
        figures.put("last", last.toString());
        figures.put("example", Map.of("place", example, "imageId", exampleImageId, "message", exampleMessage));
        return figures;
    }
}
