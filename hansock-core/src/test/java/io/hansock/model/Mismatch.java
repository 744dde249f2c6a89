package io.hansock.model;

/**
 * An answer that is not the model's.
 *
 * @param script what was asked; its last call was answered so
 * @param subject by whom
 * @param expected what the model answers
 * @param told what the client said
 */
record Mismatch(Script script, Subject subject, Answer expected, Subject.Told told) {
    String text() {
        return subject.name() + " answers otherwise than the model\n" + script.text(subject.dialect()) + "expected  "
                + expected
                + "\nanswered  " + told.answer()
                + (told.generatedId().isPresent() ? " id " + told.generatedId().getAsLong() : "");
    }
}
