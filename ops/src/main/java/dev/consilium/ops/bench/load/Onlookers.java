package dev.consilium.ops.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who looks at an app from outside. */
enum Onlookers {
    /** Nobody. */
    NOBODY {
        @Override
        Look begin(String url) {
            return new Pages(List.of());
        }
    },
    /** Prometheus, many times as often as it would: one scrape in a while cannot be told from chance. */
    PROMETHEUS {
        @Override
        Look begin(String url) {
            return Scraper.start(url, SCRAPES_EVERY);
        }
    },
    /** People with the page open and in sight. */
    PAGES {
        @Override
        Look begin(String url) throws IOException {
            Pages pages = new Pages(new ArrayList<>());
            try {
                for (int i = 0; i < OPEN_PAGES; i++) {
                    pages.open().add(OpenPage.open(url));
                }
                return pages;
            } catch (IOException | RuntimeException e) {
                pages.close();
                throw e;
            }
        }
    };

    static final int OPEN_PAGES = 5;

    private static final Duration SCRAPES_EVERY = Duration.ofMillis(100);

    /** They look on until this is closed. Any thread. */
    interface Look extends AutoCloseable {

        /** How much they have seen: scrapes, or pictures of images. */
        long seen();

        /** @throws IllegalStateException when they see nothing any more */
        void check();

        @Override
        void close();
    }

    /** @param url of the app's page */
    abstract Look begin(String url) throws IOException;

    private record Pages(List<OpenPage> open) implements Look {

        @Override
        public long seen() {
            return open.stream().mapToLong(OpenPage::seen).sum();
        }

        @Override
        public void check() {
            open.forEach(OpenPage::check);
        }

        @Override
        public void close() {
            open.forEach(OpenPage::close);
        }
    }
}
