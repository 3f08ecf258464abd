package dev.nikkan.digest.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first titles of a topic's drafts, as many as a line bears, and how many drafts are not named.
record SomeTitles(List<String> titles, int more) {
    private static final int MOST = 2;
    /// What a line of a list bears on a telephone.
    private static final int CHARACTERS = 100;

    SomeTitles {
        titles = List.copyOf(titles);
    }

    static SomeTitles of(Topic topic) {
        List<String> titles = new ArrayList<>();
        int length = 0;
        for (String title : topic.today().stream()
                .map(Evidence.OfDraft::title)
                .flatMap(Optional::stream)
                .toList()) {
            length += title.length();
            if (titles.size() == MOST || (!titles.isEmpty() && length > CHARACTERS)) {
                break;
            }
            titles.add(title);
        }
        return new SomeTitles(titles, topic.count() - titles.size());
    }
}
