package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.sql.AuthPlugin;
import org.jspecify.annotations.Nullable;

/** {@code dialog}: questions, each answered with the next password as it is, where only the right server can read it. */
final class DialogPassword implements Authenticator {
    /** A question whose answer may be shown, and one whose answer may not; the lowest bit marks the last one. */
    private static final int QUESTION = 2;

    private static final int PASSWORD = 4;

    private final Passwords passwords;
    private final Privacy privacy;
    private int asked;

    DialogPassword(Passwords passwords, Privacy privacy) {
        this.passwords = passwords;
        this.privacy = privacy;
    }

    @Override
    public byte[] answer(byte[] challenge) {
        ClearPassword.requirePrivacy(AuthPlugin.DIALOG, privacy);
        return reply(challenge);
    }

    @Override
    public byte @Nullable [] more(byte[] data) {
        return reply(data);
    }

    /** Servers before the marks of plugin data became customary for this plugin send the questions alone. */
    @Override
    public boolean takesUnmarked(int first) {
        return isQuestion(first);
    }

    /** Questions beyond the passwords get an empty answer, so that the server says what is wrong. */
    private byte[] reply(byte[] question) {
        if (question.length == 0 || !isQuestion(question[0])) {
            throw new ProtocolException("data that means nothing to dialog at this point");
        }
        return RsaKeys.terminated(passwords.factor(asked++));
    }

    private static boolean isQuestion(int type) {
        int kind = type & ~1;
        return kind == QUESTION || kind == PASSWORD;
    }
}
