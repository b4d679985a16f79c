# ots-lint for GitLab and everything else that runs containers:
#   docker build -t ots-lint https://github.com/OpenTechSchool/ots-lint.git#v0.1.0
#   docker run --rm -v "$PWD:/site" ots-lint .
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY rules rules
RUN python -m venv /opt/ots-lint && /opt/ots-lint/bin/pip install --no-cache-dir .

FROM python:3.13-slim
COPY --from=build /opt/ots-lint /opt/ots-lint
# The pages belong to whoever calls; nothing here needs more rights than to read them (or, with --fix, to write them).
RUN useradd --create-home --uid 1000 organiser
USER organiser
ENV PATH="/opt/ots-lint/bin:$PATH" PYTHONUTF8=1
WORKDIR /site
ENTRYPOINT ["ots-lint"]
CMD ["--help"]
