package dev.consilium.ops.doctor;

import java.util.List;

/** Looks at one subject. May be interrupted, and is, when it takes too long. */
interface Check {

    Subject subject();

    /** What it saw; whatever it throws is a failure of its subject. */
    List<Finding> look() throws Exception;
}
