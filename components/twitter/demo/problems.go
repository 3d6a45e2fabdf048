package demo

import (
	"fmt"
	"net/http"

	"github.com/dromedary-go/dromedary/components"
)

// The bodies of errors, in the API's shape (https://docs.x.com/x-api/fundamentals/response-codes-and-errors).

const problemTypes = "https://api.twitter.com/2/problems/"

// invalid answers 400 for one parameter.
func invalid(name, value, format string, args ...any) answer {
	return answer{http.StatusBadRequest, components.NewMap(
		"errors", []any{components.NewMap("parameters", components.NewMap(name, []any{value}), "message", fmt.Sprintf(format, args...))},
		"title", "Invalid Request",
		"detail", "One or more parameters to your request was invalid.",
		"type", problemTypes+"invalid-request")}
}

func unauthorized() answer {
	return answer{http.StatusUnauthorized, components.NewMap("title", "Unauthorized", "type", "about:blank", "status", 401, "detail", "Unauthorized")}
}

func tooManyRequests() answer {
	return answer{http.StatusTooManyRequests, components.NewMap("title", "Too Many Requests", "detail", "Too Many Requests", "type", "about:blank", "status", 429)}
}

func creditsDepleted() answer {
	return answer{http.StatusPaymentRequired, components.NewMap("title", "CreditsDepleted",
		"detail", "Your enrolled account [1] does not have any credits to fulfill this request.", "type", problemTypes+"credits")}
}

func clientForbidden() answer {
	return answer{http.StatusForbidden, components.NewMap("client_id", "1",
		"detail", "When authenticating requests to the API v2 endpoints, you must use keys and tokens from a developer App that is attached to a Project.",
		"title", "Client Forbidden", "required_enrollment", "Appropriate Level of API Access", "reason", "client-not-enrolled",
		"type", problemTypes+"client-forbidden")}
}

func usageCapped() answer {
	return answer{http.StatusTooManyRequests, components.NewMap("account_id", "1", "product_name", "demo", "title", "UsageCapExceeded",
		"period", "Monthly", "scope", "Product", "detail", "Usage cap exceeded: Monthly product cap", "type", problemTypes+"usage-capped")}
}

func serverProblem(status int) answer {
	return answer{status, components.NewMap("title", http.StatusText(status), "type", "about:blank", "status", status, "detail", http.StatusText(status))}
}

// notFound is the error inside an answer for one post of several.
func notFound(id string) *components.Map {
	return components.NewMap("value", id, "detail", "Could not find tweet with ids: ["+id+"].", "title", "Not Found Error",
		"resource_type", "tweet", "parameter", "ids", "resource_id", id, "type", problemTypes+"resource-not-found")
}
