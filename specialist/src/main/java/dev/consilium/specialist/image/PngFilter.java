package dev.consilium.specialist.image;

/** The five filters of PNG: each byte is stored as its difference to a guess from its neighbours. */
final class PngFilter {

    private PngFilter() {}

    /**
     * Undoes a row's filter in place.
     *
     * @param at of the filter's number; the row follows
     * @param distance to the neighbour on the left
     * @param above where the row above begins, already undone; -1: zeros
     */
    static void undo(byte[] data, int at, int rowBytes, int distance, int above) throws BadImageException {
        int first = at + 1;
        switch (data[at]) {
            case 0 -> {}
            case 1 -> left(data, first, rowBytes, distance);
            case 2 -> up(data, first, rowBytes, above);
            case 3 -> average(data, first, rowBytes, distance, above);
            case 4 -> paeth(data, first, rowBytes, distance, above);
            default -> throw new BadImageException("PNG is corrupt: a row has the filter " + (data[at] & 0xFF));
        }
    }

    private static void left(byte[] data, int first, int count, int distance) {
        for (int i = first + distance; i < first + count; i++) {
            data[i] += data[i - distance];
        }
    }

    private static void up(byte[] data, int first, int count, int above) {
        if (above >= 0) {
            for (int i = 0; i < count; i++) {
                data[first + i] += data[above + i];
            }
        }
    }

    private static void average(byte[] data, int first, int count, int distance, int above) {
        for (int i = 0; i < count; i++) {
            int left = i < distance ? 0 : data[first + i - distance] & 0xFF;
            int up = above < 0 ? 0 : data[above + i] & 0xFF;
            data[first + i] += (byte) ((left + up) / 2);
        }
    }

    private static void paeth(byte[] data, int first, int count, int distance, int above) {
        for (int i = 0; i < count; i++) {
            int left = i < distance ? 0 : data[first + i - distance] & 0xFF;
            int up = above < 0 ? 0 : data[above + i] & 0xFF;
            int diagonal = i < distance || above < 0 ? 0 : data[above + i - distance] & 0xFF;
            data[first + i] += (byte) nearest(left, up, diagonal);
        }
    }

    /** Which of the three is nearest to left + up - diagonal; of equal ones the first. */
    private static int nearest(int left, int up, int diagonal) {
        int toLeft = Math.abs(up - diagonal);
        int toUp = Math.abs(left - diagonal);
        int toDiagonal = Math.abs(left + up - 2 * diagonal);
        if (toLeft <= toUp && toLeft <= toDiagonal) {
            return left;
        }
        return toUp <= toDiagonal ? up : diagonal;
    }
}
