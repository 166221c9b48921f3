/**
 * Says how alike two values are. What enters: names, codes, dates, amounts and addresses as their sources wrote them.
 * What leaves: normal forms in which values are compared and grouped, the band of two names, and whether two values
 * mean the same. Everything here is a pure function and takes any text: only a null, a blank name or an unknown
 * comparator is refused, as an error of the program. The submitted form is never changed; holds and conflicts are
 * decided from these verdicts by the package that folds statements into the master record, which comes next.
 */
package org.basedata.registry.core.comparison;
