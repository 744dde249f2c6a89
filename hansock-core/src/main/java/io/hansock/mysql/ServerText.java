package io.hansock.mysql;

/** What a server says of itself or of an error may hold anything: here it becomes fit to be shown. Stateless. */
final class ServerText {
    private ServerText() {}

    /** {@code text} without what could disturb a log or a terminal ({@code ?} stands there), cut after {@code longest} characters. */
    static String printable(String text, int longest) {
        int length = Math.min(text.length(), longest);
        if (length < text.length() && length > 0 && Character.isHighSurrogate(text.charAt(length - 1))) {
            length--;
        }
        StringBuilder shown = null;
        for (int i = 0; i < length; i++) {
            if (disturbs(text.charAt(i))) {
                if (shown == null) {
                    shown = new StringBuilder(text.substring(0, length));
                }
                shown.setCharAt(i, '?');
            }
        }
        return shown == null ? text.substring(0, length) : shown.toString();
    }

    /** Controls, and the marks that turn the direction of text around or part lines. */
    private static boolean disturbs(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
