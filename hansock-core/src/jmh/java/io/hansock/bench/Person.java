package io.hansock.bench;

/** A row of the table that all contenders read; every value follows from the key. */
public record Person(int id, String name, String city, int age) {
    private static final String NAME = "person-";
    private static final String CITY = "city-";
    private static final int CITIES = 1000;
    private static final int AGES = 100;

    static Person of(int id) {
        return new Person(id, NAME + id, CITY + id % CITIES, id % AGES);
    }

    /** So that no contender wins by handing out another caller's answer, or by leaving a column unread. */
    Person mustBe(int asked) {
        if (id != asked || age != asked % AGES || !ends(name, NAME, asked) || !ends(city, CITY, asked % CITIES)) {
            throw new IllegalStateException("asked for " + asked + ", got " + this);
        }
        return this;
    }

    /** As {@link #mustBe}, of a person without a city. */
    static void check(int asked, int id, String name, int age) {
        if (id != asked || age != asked % AGES || !ends(name, NAME, asked)) {
            throw new IllegalStateException("asked for " + asked + ", got " + id + ", " + name + ", " + age);
        }
    }

    /** Whether {@code text} is {@code start} and {@code number}, judged by its length and its digits; allocates nothing. */
    private static boolean ends(String text, String start, int number) {
        int at = text.length();
        int rest = number;
        do {
            at--;
            if (at < 0 || text.charAt(at) != '0' + rest % 10) {
                return false;
            }
            rest /= 10;
        } while (rest != 0);
        return at == start.length();
    }
}
