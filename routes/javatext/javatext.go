// Package javatext reads Java's notations for the expression languages: date patterns, regular expressions, time zones.
package javatext
