/**
 * From a raw row to a decision. A {@link org.basedata.registry.core.submission.RawRecord} enters, as text from a file or a
 * request body; {@link org.basedata.registry.core.submission.SubmissionCheck} finds all its faults or makes a command of it;
 * {@link org.basedata.registry.core.submission.Intake} gathers commands into batches for package {@code subject}.
 */
package org.basedata.registry.core.submission;
