// Package twittercats is the flagship example: posts of a Twitter search with cats in them, on a page, as they arrive.
package twittercats

import "embed"

// FS holds the example's files: routes.yaml, application.properties, README.md and the folder page.
//
//go:embed routes.yaml application.properties README.md page
var FS embed.FS
