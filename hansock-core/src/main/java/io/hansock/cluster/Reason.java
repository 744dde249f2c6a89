package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;

/** Why something failed, in words that go into another message: without the server's name and the outcome, which stand there anyway. */
final class Reason {
    private Reason() {}

    /** What went wrong in the first place, where {@code problem} says only that it still does. */
    static String of(String server, Throwable problem) {
        Throwable first = problem;
        while (first instanceof ChannelLostException && first.getCause() instanceof ChannelLostException earlier) {
            first = earlier;
        }
        String words = String.valueOf(first.getMessage());
        String prefix = server + ": ";
        int begin = words.startsWith(prefix) ? prefix.length() : 0;
        boolean hasOutcome = first instanceof ChannelLostException || first instanceof DeadlineException;
        int end = hasOutcome ? words.lastIndexOf("; ") : -1;
        return words.substring(begin, end < begin ? words.length() : end);
    }
}
