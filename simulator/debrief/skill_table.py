"""Owns the vocabulary of skills as data: one line a skill, its name first, then what else it is called.

A form that begins with `?` is also an ordinary word, or the name of something else; it counts only where the
words around it make clear that the skill is meant, and a capital letter in it must be there. Spaces, hyphens,
slashes, case and a plural are the reader's business. Every skill that a bundled bank names is in here.
"""

TABLE: dict[str, str] = {
    "languages": """
?Ada
?Assembly | assembly language | assembler language | x86 assembly
?Bash
?C | C language | C programming | ANSI C | embedded C
C# | csharp | c sharp
C++ | cpp | modern C++
?Clojure | ClojureScript
COBOL
?Crystal | Crystal lang
?Dart | Dart language
Elixir
?Elm
Erlang | Erlang/OTP
F# | fsharp
Fortran
?Go | golang
Groovy
Haskell
Java | Java SE | Java EE | core Java | J2EE | Jakarta EE
JavaScript | ?JS | ECMAScript | ES6 | vanilla JS | ES2015
?Julia
Kotlin
Lisp | Common Lisp
Lua
MATLAB
Objective-C | objc
OCaml
Perl
PHP
PL/SQL
PowerShell
?Prolog
Python | python3 | Python programming
?R | R programming | RStudio | tidyverse
Ruby
?Rust | Rust lang
?SAS | SAS programming | Base SAS
Scala
?Scheme
shell scripting | ?shell | shell scripts | bash scripting | unix shell
Solidity
SQL | ANSI SQL | structured query language
?Swift | Swift language
T-SQL | TSQL | Transact-SQL
TypeScript | ?TS
VBA | Excel macros | Visual Basic for Applications
VB.NET | Visual Basic .NET
Verilog | SystemVerilog
VHDL
WebAssembly | WASM
Zig
""",
    "web": """
Angular | AngularJS
ARIA | WAI-ARIA
Astro
asynchronous programming | async programming
?Backbone | Backbone.js
Bootstrap
browser storage | web storage | localStorage
Chrome DevTools | browser devtools
CMS | content management system | content management systems | headless CMS | content management
component libraries | component library | component design
Content Security Policy | ?CSP
Contentful
Core Web Vitals | web vitals | Largest Contentful Paint
CORS
CSS | CSS3 | modern CSS
CSS architecture | ?BEM
CSS Grid
CSS Modules
Cypress | cypress.io
D3 | D3.js
design systems | design system
design tokens
?DOM | DOM manipulation
Drupal
Electron | Electron.js
?Ember | Ember.js
flexbox
?forms | web forms | form validation
front-end architecture
front-end development | frontend | front end | front-end engineering | UI development
full-stack development | full stack | fullstack
GraphQL | Apollo GraphQL
GSAP
HTML | HTML5 | semantic HTML
htmx
image optimization | image optimisation
IndexedDB
Jest
jQuery
Lighthouse
mobile web
Next.js | nextjs
Node.js | node js | nodejs
npm | ?yarn | pnpm
Nuxt | Nuxt.js
Playwright
progressive web apps | PWA | progressive web app
Puppeteer
React | React.js | ReactJS
React hooks
real user monitoring
Redux | Redux Toolkit
responsive design | responsive web design
?Rollup
RxJS
Sanity | Sanity.io
Sass | SCSS
SEO | search engine optimisation | search engine optimization
server-side rendering | ?SSR
service workers | service worker
Shopify
state management
Storybook
Svelte | SvelteKit
Tailwind | Tailwind CSS | tailwindcss
TanStack Query | React Query
Testing Library | React Testing Library
Three.js | WebGL
Vite
Vitest
Vue | Vue.js | VueJS
WCAG | WCAG 2.1 | WCAG 2.2 | Web Content Accessibility Guidelines
web accessibility | accessibility | a11y | screen readers | assistive technology | accessible design
web components
web development | ?web developer | web applications | web application development
web performance | page speed | page performance | front-end performance
Webflow
webpack
WebRTC
WebSocket | web sockets
WordPress
Workbox
accessibility testing
""",
    "frameworks": """
.NET | ?NET | .NET Core | dotnet | ASP.NET | ASP.NET Core
aiohttp
Akka
asyncio
Celery
Django | Django REST Framework | DRF
Django ORM
Entity Framework | EF Core
?Express | Express.js
FastAPI
?Flask
gRPC | protobuf | protocol buffers
Hibernate | JPA
HTTPX
JUnit | JUnit 5
JVM | Java virtual machine
?Laravel
LightGBM
NestJS | Nest.js
?Phoenix | Phoenix LiveView
Qt | PyQt | QML
Quarkus
Rails | Ruby on Rails | RoR
?Spring | Spring Framework | Spring MVC | Spring Security
Spring Boot | springboot
SQLAlchemy
Symfony
Unity | Unity3D
Unreal Engine | ?Unreal
""",
    "mobile": """
Android | Android SDK | Android development | Android Studio
App Store | App Store Connect
BLoC
Expo
Fastlane
Firebase | Firestore | Crashlytics | FCM
Flutter
Google Play | Play Store | Play Console
iOS | iOS development
Ionic | Capacitor
Jetpack Compose | Compose Multiplatform
mobile backends
mobile development | mobile applications | mobile app development | mobile apps
push notifications
React Native
SwiftUI
UIKit
Xamarin | .NET MAUI
Xcode
""",
    "databases": """
?Access | Microsoft Access | MS Access
backup and recovery | backup and restore
Cassandra | Apache Cassandra
CockroachDB
concurrency control
Cosmos DB | Azure Cosmos DB
CouchDB
data modelling | data modeling | data model design
database administration | DBA | ?database administrator
database design | schema design
database internals
database migrations | schema migrations | database migration
?databases | relational databases | relational database | RDBMS
?Db2 | IBM Db2
distributed databases
document databases | document database | document stores
DuckDB
DynamoDB
Elasticsearch | ELK | ELK stack | Elastic Stack | OpenSearch
Flyway
Alembic
Google Cloud Spanner | ?Spanner
HBase
InfluxDB | time series database
Liquibase
MariaDB
Memcached
MongoDB | Mongo
MySQL
Neo4j | graph database | graph databases
NoSQL | NoSQL databases
Oracle Database | ?Oracle | Oracle DB | Oracle SQL
PostGIS
PostgreSQL | Postgres | psql
query tuning | query optimisation | query optimization | query plans | SQL tuning
Redis
replication | database replication
ScyllaDB
sharding
?Solr | Apache Solr
SQL Server | MS SQL | MSSQL | Microsoft SQL Server
SQLite
?transactions | database transactions | isolation levels | ACID
vector databases | vector database | pgvector | Pinecone
""",
    "data": """
A/B testing | AB testing | split testing
Airflow | Apache Airflow
Amazon Kinesis | Kinesis
Amazon Redshift | Redshift
analytics engineering | ?analytics engineer
Apache Beam
Apache Iceberg | ?Iceberg
Avro
?BI | business intelligence
big data
BigQuery | Google BigQuery
causal inference
change data capture | ?CDC
cloud data warehouse
computer vision | OpenCV | image recognition
data analysis | data analytics | ?data analyst | analysing data | analyzing data
data contracts | data contract
data engineering | ?data engineer | data pipelines | data pipeline
data governance
?data lake | data lakes | lakehouse
?data processing
data quality
data science | ?data scientist
data visualisation | data visualization | ?dashboards
data warehousing | data warehouse | data warehouses
Databricks
Dagster
dbt | data build tool
Debezium
deep learning | neural networks
Delta Lake
dimensional modelling | dimensional modeling | Kimball | star schema
ETL | ELT | ETL pipelines
experimentation
Feast
feature engineering | feature pipelines | feature store
Fivetran
Flink | Apache Flink
forecasting | demand forecasting
generative AI | GenAI
geospatial data | GIS | ArcGIS | QGIS
gradient boosting
Great Expectations
Hadoop | HDFS | MapReduce
Hive | Apache Hive
Hugging Face | transformers library
Informatica
JAX
Jupyter | Jupyter notebooks
Kafka | Apache Kafka | Confluent
Kafka Streams
Keras
LangChain | LlamaIndex
large language models | LLM | LLMs | prompt engineering
?Looker | LookML | Looker Studio
machine learning | ?ML | machine-learning models
machine learning testing
MLflow
MLOps | model into production | models into production | models in production | model serving
model monitoring
NLP | natural language processing
NumPy
operations research
optimisation | mathematical optimization | linear programming | mixed integer programming
OR-Tools
pandas
Parquet
Polars
Power BI | PowerBI | DAX
Prefect
PyTorch
Qlik | QlikView | Qlik Sense
recommender systems | recommendation systems
reinforcement learning
?reporting
responsible AI | AI ethics
?RAG | retrieval-augmented generation
schema registry
scikit-learn | sklearn
SciPy
?simulation
Snowflake
Spark | Apache Spark | Spark SQL | PySpark
Spark Structured Streaming | Spark Streaming | structured streaming
SPSS
SSIS | SQL Server Integration Services
SSRS
?Stata
statistics | statistical analysis | statistical modelling | statistical modeling
stream processing | ?streaming | data streaming | streaming data | event streaming | real-time data
?Tableau
Talend
TensorFlow
time series | time-series analysis
Trino | Presto
uplift modelling
vehicle routing
XGBoost
""",
    "cloud": """
Amazon CloudFront | CloudFront
Amazon EBS | AWS EBS | ?EBS
Amazon EC2 | EC2
Amazon ECS | ?ECS | Fargate
Amazon EKS | EKS
Amazon RDS | RDS | Amazon Aurora
Amazon S3 | S3
Amazon SNS | ?SNS
Amazon SQS | SQS
Ansible
API gateway | API gateways
Argo CD | ArgoCD
autoscaling | auto scaling
AWS | Amazon Web Services
AWS certification | AWS Certified | AWS Solutions Architect | Solutions Architect Associate
AWS CDK
AWS Lambda | ?Lambda | lambda functions
Azure | Microsoft Azure
Azure Blob Storage
Azure Data Factory | ?ADF
Azure Data Lake | ADLS
Azure DevOps | Azure Pipelines
Azure Event Hubs | Event Hubs
Azure Functions
Bicep
build engineering | release engineering
build systems | build system | build tools | build tooling
BuildKit
business continuity
capacity planning
CDN | content delivery network | Cloudflare | Akamai
?Chef | Chef Infra
chaos engineering
CI/CD | CI/CD pipelines | CICD | deployment pipelines
CircleCI
CKA | Certified Kubernetes Administrator | CKAD
cloud architecture | cloud-native
cloud cost management | FinOps | cloud costs
cloud platforms | cloud computing | cloud services | public cloud | cloud infrastructure
cloud storage
CloudFormation | AWS CloudFormation
cluster administration
configuration management
?Consul
container orchestration
container registries | container registry
containers | containerisation | containerization | containerized applications
continuous delivery | continuous deployment
continuous integration | ?CI | CI server
Datadog
?deployment | deployments
developer experience | developer productivity
DevOps | ?DevOps engineer
disaster recovery | ?DR
Docker | Docker Compose | Dockerfile
etcd
feature flags | feature toggles
Flux | FluxCD
GitHub Actions
GitLab CI | GitLab CI/CD
GitOps
Google Cloud | GCP | Google Cloud Platform | GKE | Cloud Run
Grafana
HAProxy
?Helm | Helm charts
Heroku
high availability
IAM | identity and access management
incident management
incident response
infrastructure as code | IaC
Istio
Jaeger
Jenkins | Jenkins pipelines
Kubernetes | k8s
Kustomize
Linkerd
load balancing | load balancers
logging | structured logging | log aggregation
Loki
monitoring | monitoring and alerting | ?alerting
multi-region systems
New Relic
nginx
?Nomad
observability
on-call | on-call rota | on-call rotation
OpenShift
OpenStack
OpenTelemetry | OTel
OpenTofu
?operations | production operations
PagerDuty
persistent storage
platform engineering | ?platform engineer
Podman
postmortems | blameless postmortems | post-mortems | postmortem
production support
Prometheus
Pulumi
?Puppet | Puppet Enterprise
release management | releases management
resilience | fault tolerance
?Salt | SaltStack
secrets management
security groups
Sentry
serverless
service mesh
site reliability engineering | SRE | site reliability | ?site reliability engineer
SLO | SLI | service level objectives | service level indicators | error budgets
Splunk
StatefulSets
system administration | sysadmin | systems administration | ?system administrator
systems engineering | ?systems engineer
Terraform | HashiCorp Terraform
?Vault | HashiCorp Vault
virtualization | virtualisation | virtual machines | VMware | KVM | Hyper-V
VPC
zero-downtime deployment | blue-green deployment | canary releases
""",
    "systems": """
BGP
C extensions
?compilers | compiler design | LLVM
data structures
debugging | bug fixing | debugger
DNS
firewalls | firewall
functional programming
goroutines
graph algorithms
HPC | high-performance computing
HTTP | HTTP/2 | HTTP/3
HTTPS
latency | low latency | low-latency programming
Linux | Linux administration | Linux internals | Ubuntu | RHEL | Red Hat Enterprise Linux | Debian
macOS
metaprogramming
multiprocessing
multithreading | multi-threading | concurrency | concurrent programming | parallel programming
network administration | ?network administrator
network architecture
network programming | socket programming | sockets
network troubleshooting
networking | network protocols | computer networks | networking fundamentals
operating systems | operating system
?performance | performance optimisation | performance optimization
performance analysis | profiling
performance engineering
performance tuning | performance improvement
POSIX threads | pthreads
py-spy
real-time systems | real-time programming
routing and switching | Cisco | CCNA | CCNP
?storage | storage systems
systems programming | low-level programming
TCP/IP | TCP | UDP
ThreadSanitizer
troubleshooting | root cause analysis | fault finding
Unix
Varnish
VPN | VPNs | WireGuard | IPsec
Windows Server | Active Directory | Windows administration
algorithms | algorithm design
""",
    "software design": """
API design | API development | designing APIs | public APIs
API integration | third-party APIs | integrating APIs | API integrations
?REST | RESTful | RESTful APIs | REST API | RESTful web services | REST services
asynchronous messaging | message-driven
?auditing | audit logging
backend development | backend | back-end | server-side development | back end development
background jobs | job queues
benchmarking
caching | cache design
distributed caching
clean code
code review | code reviews | peer review | review of code | reviewing code
CQRS
design patterns
distributed locks
distributed systems | distributed system | distributed computing
domain-driven design | DDD
event sourcing
event-driven architecture | event-driven systems | event driven
financial systems
JSON
legacy code | legacy systems | legacy modernisation
message queues | message queue | message brokers | messaging systems
microservices | microservice | microservice architecture | micro-services
MQTT
object-oriented programming | OOP | object-oriented design | OO design
OpenAPI | Swagger
problem solving
RabbitMQ | AMQP
Raft
refactoring
scalability | scalable systems | scaling systems
?search | search relevance
SOAP
SOLID principles | ?SOLID
software architecture | solution architecture | architectural design | systems architecture
software design
software development | software engineering | ?software developer | ?software engineer
system design | systems design
Temporal
type hints
UML
versioning | semantic versioning
?XML | XSLT
YAML
ZooKeeper
""",
    "testing": """
automated testing | test automation frameworks | automated tests | writing tests
Appium
behaviour-driven development | BDD | Cucumber | Gherkin
chaos testing
code coverage
contract testing | Pact
end-to-end testing | E2E testing | end-to-end tests
Hypothesis
IBM DOORS | DOORS
integration testing | integration tests
ISTQB
JMeter
k6
load testing | stress testing
Locust
manual testing | exploratory testing
mutation testing
performance testing | performance tests
Postman
property-based testing | QuickCheck
pytest
quality assurance | ?QA | ?QA engineer | software quality
regression testing | regression tests
requirements engineering | requirements analysis | requirements gathering | eliciting requirements
Robot Framework
Selenium | Selenium WebDriver
software testing | ?software tester
Testcontainers
test automation | automation testing | automated regression tests
test design | test design techniques | boundary values | equivalence partitioning
test planning | test plans | test plan
test strategy | test strategies
test-driven development | TDD
unit testing | unit tests | unit test
unittest.mock
usability testing
user acceptance testing | UAT
web application testing
""",
    "security": """
application security | AppSec | secure coding | secure development
authentication
authorization | authorisation | access control
bug bounty | bug bounty programme | bug bounty program
Burp Suite
CEH
CISA
CISM
CISSP
cloud security
CodeQL
container security | image scanning | Kubernetes security
cryptography | encryption | password hashing
DAST
data protection | ?GDPR | privacy legislation | data privacy
dependency scanning | software composition analysis | ?SCA
GWAPT
HIPAA
HMAC
information security | cyber security | cybersecurity | infosec
ISO 27001
JWT
key management | ?KMS
Keycloak
MFA | multi-factor authentication | two-factor authentication
Nessus
network security
NIST
OAuth 2.0 | OAuth | OAuth2
OpenID Connect | OIDC
OSCP
OWASP | OWASP Top 10
OWASP ZAP
PCI DSS | PCI | PCI compliance
penetration testing | penetration tests | pen testing | pentesting
PKI
RBAC | role-based access control
SAML
SAST
Semgrep
security clearance | DV clearance | SC clearance
SIEM | Microsoft Sentinel
SLSA
SOC 2 | SOC2
SOX | Sarbanes-Oxley
supply chain security | software supply chain
threat modelling | threat modeling | threat models
TLS | SSL | SSL/TLS
vulnerability management | vulnerability scanning
web security
zero trust
""",
    "tools": """
agile development | agile | agile methodologies | agile environment | ?Kanban
?Ant | Apache Ant
Apache | Apache HTTP Server | httpd
Bazel
Bitbucket
cibuildwheel
CMake
Confluence
cron
dependency management
Figma
Git
GitHub
GitLab
?Gradle
IntelliJ
ITIL
Jira | Atlassian
?Make | Makefiles
Maven
mypy
?Notion
package management | packaging
?pip
Poetry
Postfix
ServiceNow
SharePoint
trunk-based development
?uv
version control | source control | ?SVN | Subversion
Visual Studio
Zeplin
pull requests
""",
    "electronics and engineering": """
?ADC
Altium | Altium Designer
ARM | ARM Cortex | Cortex-M
AutoCAD
AUTOSAR
Bluetooth | BLE | Bluetooth Low Energy
?CAD | computer-aided design
CAN bus | ?CAN
CANopen
control engineering | control algorithms | control theory | PID control
CNC | CNC machining | CNC programming
device drivers | driver development
electrical engineering | electronics | electronic engineering
embedded systems | embedded software | embedded development | embedded Linux | embedded
EtherCAT
fieldbus | fieldbuses
firmware | firmware development
FPGA
FreeRTOS
functional safety
I2C
IEC 61508
?IoT | internet of things
ISO 13849
ISO 26262
ISO 9001
lean manufacturing | lean production
LabVIEW
manufacturing
mechanical engineering
mechatronics
microcontrollers | microcontroller | STM32 | ESP32
Modbus
oscilloscope | oscilloscopes | logic analyser | logic analyzer
?PCB | PCB design | circuit design
?PLC | PLC programming | TIA Portal
PROFINET
quality management | quality control
robotics | ?ROS | ROS 2
RTOS | real-time operating system
schematics | circuit diagrams | schematic
Simulink
Six Sigma
SolidWorks
?SPI
SCADA
soldering
thermodynamics
UART
welding | TIG welding | MIG welding
Zephyr
""",
    "design": """
Adobe Creative Suite | Adobe Creative Cloud | Creative Suite
After Effects
animation | motion design | motion graphics
?Blender
graphic design
?Illustrator | Adobe Illustrator
InDesign
Photoshop
prototyping | wireframing | wireframes
?Sketch | Sketch app
typography
UI design | user interface design
UX | UX design | user experience | user experience design
user research | UX research
video editing | Premiere Pro | Final Cut
""",
    "product and business": """
?Asana
business analysis | ?business analyst
change management
consulting | consultancy
CRM
customer service | customer care
customer success
customer support | technical support | helpdesk | help desk | service desk
digital marketing | online marketing
e-commerce | ecommerce
email marketing | Mailchimp
energy market | energy industry | energy sector
event management
Google Ads | AdWords | PPC | paid search
Google Analytics | GA4
HubSpot
human resources | ?HR
?insurance
logistics | supply chain | supply chain management
?marketing
market research
negotiation | negotiating
partnerships management
payments | payment systems | payment gateway | payment gateways | payment processing | card payments
PRINCE2
procurement | purchasing | sourcing suppliers
product management | ?product owner | product ownership
?product manager
project management | ?project manager | PMP | managing projects
public relations
Razorpay
recruitment | talent acquisition | recruiting
retail | retail experience
?roadmap | roadmapping
?sales | B2B sales | account management | sales experience
Salesforce | Apex
SAP | SAP ERP | S/4HANA | ABAP
Scrum | Scrum Master
SCORM
Shopware
social media | social media marketing
stakeholder management | managing stakeholders | stakeholder engagement
Stripe
strategy development
Zendesk
""",
    "finance and office": """
AAT | AAT Level 3 | AAT qualified
ACCA
accounting | accountancy
accounts payable | purchase ledger
accounts receivable | sales ledger
accruals and prepayments | accruals | prepayments
auditing accounts | external audit | internal audit
bookkeeping | double-entry bookkeeping | double entry | book-keeping
budgeting | budgets management | budget management
CIMA
CPA
credit control
data entry
Dext | Receipt Bank
diary management | calendar management
?Excel | Microsoft Excel | MS Excel | pivot tables | VLOOKUP | spreadsheets
financial modelling | financial modeling
financial reporting | management accounts | statutory accounts
IFRS | GAAP
invoice processing | processing invoices | invoicing
Microsoft Office | MS Office | Office 365 | Microsoft 365
minute taking | taking minutes
month-end close | month end | period end
NetSuite
office administration | administrative experience | office management
?Outlook | Microsoft Outlook
payroll
petty cash
PowerPoint
QuickBooks
reconciliation | reconciliations | bank reconciliation
?Sage | Sage 50 | Sage 200 | Sage Intacct
tax returns | taxation
treasury
VAT | VAT return | VAT returns
?Word | Microsoft Word
Workday
Xero
""",
    "care, teaching, trades and service": """
?barista | coffee making
care planning | care plans
child protection | safeguarding
classroom management
CSCS card
curriculum development | lesson planning
dementia care
driving licence | driver's license | driving license | HGV licence | class C licence
electrical installation
first aid | CPR | BLS certification
food hygiene | food safety | HACCP
forklift | forklift licence | forklift truck
GCP clinical | good clinical practice
health and safety | IOSH | NEBOSH
horticulture | horticultural
housekeeping
infection control | infection prevention
joinery | carpentry
laboratory techniques | laboratory skills
manual handling
medication administration | administering medication | administration of medicines
nursing | registered nurse | NMC registration | RN licence
patient care
personal care
phlebotomy
plumbing
risk assessment | risk assessments
special educational needs | SEN
stock control | inventory management | stock management
?teaching | teaching qualification | PGCE | QTS
till operation | cash handling
translation | interpreting
wound care
warehouse work | order picking | picking and packing
""",
    "spoken languages": """
Arabic
Chinese | Mandarin | Cantonese
Czech
Danish
Dutch
English
Finnish
French
German
Hindi
Hungarian
Italian
Japanese
Korean
Norwegian
?Polish
Portuguese
Romanian
Russian
Spanish
Swedish
Turkish
Ukrainian
Welsh
""",
    "qualifications": """
apprenticeship
computer science degree | computer science | B.Tech | BTech | MCA | CS degree
engineering degree | degree in engineering
master's degree
PhD
teaching certificate
""",
    "people": """
?analytical skills | analytical thinking | analytical mindset
attention to detail | detail-oriented | accuracy | eye for detail
coaching | coaching others
communication | communication skills | written communication | communicate clearly | communicate effectively
conflict resolution
creativity | creative thinking
critical thinking
customer focus | customer orientation
decision making
documentation | technical documentation | writing documentation | documenting
engineering leadership | engineering manager | engineering management
?facilitation | facilitating workshops
?independence | work independently | working independently | self-starter | self-motivated
influencing | influence without authority | influence others
interpersonal skills
leadership | team leadership | leading a team | lead a team | people management | line management
mentoring | mentor junior | mentoring juniors | mentor others | mentorship | coaching juniors
organisation | organisational skills | organizational skills | well organised | well organized
pair programming | pairing
presentation skills | presenting | public speaking
prioritisation | prioritization | prioritise
teamwork | team player | work in a team | working in a team | cross-functional teams | collaboration skills
technical leadership | tech lead | technical lead | lead developer
technical writing
time management | meet deadlines | meeting deadlines
training others | ?training | delivering training | train the trainer
""",
}
"""Each kind of skill with its lines."""
