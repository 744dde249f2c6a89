package io.hansock;

/** What a builder has made of all that it was told, for tests of the rooms behind the front door. */
public final class BuiltSettings {
    private BuiltSettings() {}

    public static HansockSettings of(HansockBuilder builder) {
        return builder.settings();
    }
}
