/** Files as deliveries. */
package org.basedata.registry.importers.file;
