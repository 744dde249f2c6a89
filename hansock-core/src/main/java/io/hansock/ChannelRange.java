package io.hansock;

/**
 * How many connections of a kind there are to a server. The least number is used whenever callers come at the same time; beyond it there is one
 * more whenever callers queue at all that there are, up to the most. Those beyond the least that nobody needs close by themselves, after the
 * {@linkplain HansockBuilder#idleTimeout idle timeout}. All are made when they are needed.
 *
 * @param least 1 or more
 * @param most not less than that
 */
public record ChannelRange(int least, int most) {
    /**
     * Checks the numbers.
     *
     * @param least 1 or more
     * @param most not less than that, at most 1024
     * @throws ConfigurationException if they are not so
     */
    public ChannelRange {
        Bounds.within("channels", most, 1, 1024);
        Bounds.within("the least number of channels", least, 1, most);
    }
}
