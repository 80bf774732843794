// Package charset turns bytes into UTF-8, for feeds and pages alike. Order: byte order mark, valid UTF-8, the
// Content-Type header, a declaration in the document, statistics. iso-8859-1 means windows-1252, as in browsers.
package charset
