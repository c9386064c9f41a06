package query

// DefaultEvents is how many events an annotation query answers that names no limit.
const DefaultEvents = 1000

// EventSelection is what the annotation queries have in common.
type EventSelection struct {
	// Service keeps one service (an exact value) or a list of them, {a,b,c}; every service when left out, empty,
	// ".*" or "$__all". In a list a backslash keeps a comma, brace or backslash as it is.
	Service string `json:"service,omitempty" jsonschema:"maxLength=20000"`
	// Environment keeps one environment or a list of them, written as for service; production when left out.
	Environment string `json:"environment,omitempty" jsonschema:"maxLength=20000"`
	// Limit is the greatest number of events, of which the latest are kept; 1,000 when 0 or left out.
	Limit int `json:"limit,omitempty" jsonschema:"minimum=0,maximum=10000"`
}

// IncidentsQuery asks for the incidents of the dashboard's range as annotations, each from its start to its
// resolution.
type IncidentsQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=incidents"`
	EventSelection
}

// DeploymentsQuery asks for the deployments of the dashboard's range as annotations.
type DeploymentsQuery struct {
	// QueryType tells the query types apart.
	QueryType Type `json:"queryType" jsonschema:"required,enum=deployments"`
	EventSelection
}

func (s EventSelection) flatten(c check) Query {
	flat := Query{Services: c.selection("service", s.Service), Environments: c.selection("environment", s.Environment), Limit: s.Limit}
	if flat.Limit == 0 {
		flat.Limit = DefaultEvents
	}
	return flat
}
