# The server for programs: processors only, weights and index inside, not root. Build:
#
#   docker build --build-arg TORCH_WHEELS=ADDRESS -t treaty-assistant .
#   docker run --rm -v treaties:/data treaty-assistant key add "the portal"
#   docker run --read-only --tmpfs /tmp -v treaties:/data -p 8600:8600 treaty-assistant
#
# What is kept is in /data. Programs need a key, as the container's port is no loopback address.

FROM python:3.11-slim AS built
WORKDIR /source
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH PIP_NO_CACHE_DIR=1
# The address of PyTorch's wheels for processors; without it those for graphics cards come, which are gigabytes.
ARG TORCH_WHEELS=
RUN pip install torch==2.13.0 ${TORCH_WHEELS:+--index-url ${TORCH_WHEELS}}
COPY . .
RUN pip install ".[api,evaluate,formats,mcp,postgres,team]"
RUN TREATY_HOME=/data treaty index build

FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home treaty
COPY --from=built /venv /venv
COPY --from=built --chown=treaty /data /data
ENV PATH=/venv/bin:$PATH TREATY_HOME=/data TREATY_API_KEYS=on PYTHONUNBUFFERED=1 OMP_NUM_THREADS=1
USER treaty
VOLUME /data
EXPOSE 8600
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD python -c "from urllib.request import urlopen; urlopen('http://127.0.0.1:8600/ready', timeout=4)"
ENTRYPOINT ["treaty"]
CMD ["serve", "--api", "--host", "0.0.0.0"]
