package routes

import "github.com/dromedary-go/dromedary/components"

// restSecurities say how clients are known. They are for the API's document: what checks clients stands before the routes.
type restSecurities struct {
	APIKey        *restSecurity `yaml:"apiKey"`
	BasicAuth     *restSecurity `yaml:"basicAuth"`
	BearerToken   *restSecurity `yaml:"bearerToken"`
	OAuth2        *restSecurity `yaml:"oauth2"`
	OpenIDConnect *restSecurity `yaml:"openIdConnect"`
	MutualTLS     *restSecurity `yaml:"mutualTLS"`
}

type restSecurity struct {
	Key              text       `yaml:"key,required"`
	Description      string     `yaml:"description"`
	Name             string     `yaml:"name"`
	InHeader         bool       `yaml:"inHeader"`
	InQuery          bool       `yaml:"inQuery"`
	InCookie         bool       `yaml:"inCookie"`
	Format           string     `yaml:"format"`
	Flow             string     `yaml:"flow"`
	AuthorizationURL string     `yaml:"authorizationUrl"`
	TokenURL         string     `yaml:"tokenUrl"`
	RefreshURL       string     `yaml:"refreshUrl"`
	URL              string     `yaml:"url"`
	Scopes           []keyValue `yaml:"scopes"`
}

// restRequirement names a security and its scopes.
type restRequirement struct {
	Key    text   `yaml:"key,required"`
	Scopes string `yaml:"scopes"`
}

// schemes are the entries of securitySchemes.
func (s *restSecurities) schemes(into *components.Map) {
	if s == nil {
		return
	}
	add := func(r *restSecurity, pairs ...any) {
		if r.Description != "" {
			pairs = append(pairs, "description", r.Description)
		}
		into.Set(r.Key.Value, components.NewMap(pairs...))
	}
	if r := s.APIKey; r != nil {
		in := "header"
		if r.InQuery {
			in = "query"
		} else if r.InCookie {
			in = "cookie"
		}
		add(r, "type", "apiKey", "name", r.Name, "in", in)
	}
	if r := s.BasicAuth; r != nil {
		add(r, "type", "http", "scheme", "basic")
	}
	if r := s.BearerToken; r != nil {
		pairs := []any{"type", "http", "scheme", "bearer"}
		if r.Format != "" {
			pairs = append(pairs, "bearerFormat", r.Format)
		}
		add(r, pairs...)
	}
	if r := s.OAuth2; r != nil {
		add(r, "type", "oauth2", "flows", r.flows())
	}
	if r := s.OpenIDConnect; r != nil {
		add(r, "type", "openIdConnect", "openIdConnectUrl", r.URL)
	}
	if r := s.MutualTLS; r != nil {
		add(r, "type", "mutualTLS")
	}
}

func (r *restSecurity) flows() *components.Map {
	name := map[string]string{"accessCode": "authorizationCode", "application": "clientCredentials"}[r.Flow]
	if name == "" {
		name = r.Flow
	}
	scopes := &components.Map{}
	for _, s := range r.Scopes {
		scopes.Set(s.Key.Value, s.Value.Value)
	}
	flow := components.NewMap("scopes", scopes)
	for _, u := range []struct{ key, value string }{{"authorizationUrl", r.AuthorizationURL}, {"tokenUrl", r.TokenURL}, {"refreshUrl", r.RefreshURL}} {
		if u.value != "" {
			flow.Set(u.key, u.value)
		}
	}
	return components.NewMap(name, flow)
}
