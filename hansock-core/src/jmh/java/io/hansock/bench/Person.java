package io.hansock.bench;

/** A row of the table that all contenders read; every value follows from the key. */
public record Person(int id, String name, String city, int age) {
    static Person of(int id) {
        return new Person(id, "person-" + id, "city-" + id % 1000, id % 100);
    }

    /** So that no contender wins by handing out another caller's answer. */
    Person mustBe(int asked) {
        if (id != asked) {
            throw new IllegalStateException("asked for " + asked + ", got " + id);
        }
        return this;
    }
}
