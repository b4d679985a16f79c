# ots-lint for GitLab and everything else that runs containers:
#   docker build -t ots-lint https://github.com/OpenTechSchool/ots-lint.git#v0.1.0
#   docker run --rm -v "$PWD:/site" ots-lint .
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY rules rules
RUN pip wheel --no-cache-dir --wheel-dir /wheels .

FROM python:3.13-slim
# The pages belong to whoever calls; nothing here needs more rights than to read them (or, with --fix, to write them).
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels ots-lint \
    && useradd --create-home --uid 1000 organiser
USER organiser
ENV PYTHONUTF8=1
WORKDIR /site
ENTRYPOINT ["ots-lint"]
CMD ["--help"]
