package simple

import "github.com/dromedary-go/dromedary/components"

// attachmentFunctions answer for a message without attachments: no component here makes any.
var attachmentFunctions = map[string]compiler{
	"attachments":              allOr(func(*components.Exchange) *components.Map { return &components.Map{} }, noAttachment),
	"attachment":               noAttachment,
	"attachmentsContent":       noAttachment,
	"attachmentsContentAs":     noAttachment,
	"attachmentsContentAsText": noAttachment,
	"attachmentsHeader":        noAttachment,
	"attachmentsHeaderAs":      noAttachment,
	"attachmentsKeys":          word(constant(nil)),
	"attachmentsSize":          word(constant(nil)),
	"clearAttachments":         word(constant(nil)),
}

func noAttachment(*parser, call) (components.Expression, error) { return constant(nil), nil }
